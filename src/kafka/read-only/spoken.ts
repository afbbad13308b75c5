import { protocolAPIsById } from '@platformatic/kafka';
import { TOOL } from '../../package.ts';
import type { BrokerApis, FeatureLevels } from './answers.ts';
import { errorName } from './error-codes.ts';
import type { GatedConnection } from './gated-connection.ts';
import type { AnswerOf, Api } from './protocol/api.ts';
import { apiVersions } from './protocol/messages/api-versions.ts';
import { Unanswered } from './unanswered.ts';

/** What a broker speaks. */
export interface Spoken extends Omit<BrokerApis, 'broker'> {
  /** Of the request that told it. */
  readonly version: number;
}

/** From the newest to the one that every release answers; features that may be absent are told from the newest only. */
const VERSIONS = [4, 3, 0];

/** Who does not know the version that was asked answers as version 0 does, with an error code in front. */
const asked: typeof apiVersions = {
  ...apiVersions,
  response: {
    ...apiVersions.response,
    read: (reader, form) => {
      const errorCode = reader.readInt16();
      if (errorCode !== 0) return { ...apiVersions.response.fallback, errorCode };
      reader.position = 0;
      return apiVersions.response.read(reader, form);
    },
  },
};

/** @throws Unanswered where it knows none of the versions; what the connection fails with */
export async function spokenBy(connection: GatedConnection): Promise<Spoken> {
  const software = { clientSoftwareName: TOOL.name, clientSoftwareVersion: TOOL.version };
  for (const version of VERSIONS) {
    const { body } = await connection.ask(asked, version, software);
    if (body.errorCode === 0) return { ...spokenIn(body), version };
    if (errorName(body.errorCode) !== 'UNSUPPORTED_VERSION') break;
  }
  throw new Unanswered('not-supported', 'it does not say which requests it knows', 'Check that it is a Kafka broker.');
}

function spokenIn({
  apiKeys,
  supportedFeatures,
  finalizedFeatures,
}: AnswerOf<typeof apiVersions>): Omit<Spoken, 'version'> {
  const apis = apiKeys.map(({ apiKey: key, minVersion: min, maxVersion: max }) => {
    return { key, name: protocolAPIsById[key] ?? `request ${key}`, min, max };
  });
  const levels = new Map(finalizedFeatures.map(({ name, maxVersionLevel }) => [name, maxVersionLevel]));
  const features = supportedFeatures.map(({ name, minVersion, maxVersion }): FeatureLevels => {
    return { name, finalized: levels.get(name) ?? null, supportedMin: minVersion, supportedMax: maxVersion };
  });
  return {
    apis: apis.toSorted((a, b) => a.key - b.key),
    features: features.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** Of an API, what a version is chosen by. */
export type Offered = Pick<Api, 'key' | 'name' | 'min' | 'max'>;

/** The highest version that both sides know. @throws Unanswered where there is none */
export function versionBetween(
  { key, name, min, max }: Offered,
  { apis }: Pick<Spoken, 'apis'>,
  address: string,
): number {
  const offered = apis.find((api) => api.key === key);
  if (offered === undefined) {
    const todo = 'Nothing is to be done: the release does not have it, or it is switched off.';
    throw new Unanswered('not-supported', `${address} does not offer ${name}`, todo);
  }
  const version = Math.min(max, offered.max);
  if (version >= Math.max(min, offered.min)) return version;
  const why = `${address} offers ${name} ${offered.min} to ${offered.max}, and ${min} to ${max} are known here`;
  throw new Unanswered('not-supported', why, 'Nothing is to be done: the release is too old or too new.');
}
