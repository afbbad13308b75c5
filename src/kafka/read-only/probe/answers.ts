/** What an address said before anybody logged in: facts, without a judgement. */
export interface AddressAnswer {
  /** `host:port` as it was given. */
  readonly address: string;
  readonly name: NameAnswer;
  /** One for each address of the name that was tried. */
  readonly connections: readonly ConnectAnswer[];
  /** Null: no connection, or the target says plain text and that is what it is. */
  readonly tls: TlsAnswer | null;
  /** Over the channel that the target says; null: there was none. */
  readonly greeting: Greeting | null;
  /** In plain text, where the target says TLS and there was none; null: not tried. */
  readonly plainGreeting: Greeting | null;
}

export interface NameAnswer {
  readonly host: string;
  /** True where it is an address already. */
  readonly literal: boolean;
  readonly addresses: readonly string[];
  readonly millis: number;
  /** `ENOTFOUND`; null where it resolved. */
  readonly error: string | null;
}

export interface ConnectAnswer {
  readonly ip: string;
  readonly millis: number;
  /** `ECONNREFUSED`; `ETIMEDOUT` after the time-out; null where it connected. */
  readonly error: string | null;
}

export type TlsAnswer = TlsEstablished | { readonly established: false; readonly error: string };

export interface TlsEstablished {
  readonly established: true;
  /** `TLSv1.3`. */
  readonly protocol: string;
  readonly cipher: string;
  /** OpenSSL's name for what is wrong with the chain, `CERT_HAS_EXPIRED` among them; null: nothing. */
  readonly chainError: string | null;
  /** Null where the certificate is for this host. */
  readonly nameError: string | null;
  /** The broker's own first. */
  readonly certificates: readonly CertificateAnswer[];
}

export interface CertificateAnswer {
  readonly subject: string;
  readonly issuer: string;
  /** ms since 1970. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What came back to a question that every Kafka broker answers before a login. */
export type Greeting =
  | { readonly kind: 'kafka'; readonly login: LoginOffer }
  /** A web server; its first line. */
  | { readonly kind: 'http'; readonly line: string }
  /** A TLS record: it expects TLS. */
  | { readonly kind: 'tls' }
  | { readonly kind: 'other' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'silent'; readonly millis: number }
  | { readonly kind: 'failed'; readonly error: string };

export type LoginOffer =
  /** It wants one of these; `accepted`: the one that was asked for is among them. */
  | { readonly wants: 'login'; readonly mechanisms: readonly string[]; readonly accepted: boolean }
  | { readonly wants: 'nothing' }
  | { readonly wants: 'not-known' };
