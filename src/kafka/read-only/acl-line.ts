import type { Security } from '../../scenarios/target-types.ts';

/** What an access rule is about, as kafka-acls takes it. */
export interface AclResource {
  readonly type: 'topic' | 'group' | 'cluster' | 'transactional-id';
  /** `*` for all; of no meaning for the cluster. */
  readonly name: string;
}

const PLAIN = /^[A-Za-z0-9._-]+$/;

/** As a shell takes it literally. */
const quoted = (text: string): string => (PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** Who is let in, as a shell fills it in: the name of the user stays in the environment. */
export const principalOf = (security: Security | null): string =>
  security?.sasl ? `"User:$${security.sasl.usernameEnv}"` : 'User:ANONYMOUS';

/** The line that gives a permission: `kafka-acls --add --allow-principal … --operation Describe --topic orders`. */
export function aclLine(principal: string, operation: string, { type, name }: AclResource): string {
  const resource = type === 'cluster' ? '--cluster' : `--${type} ${quoted(name)}`;
  return `kafka-acls --add --allow-principal ${principal} --operation ${operation} ${resource}`;
}
