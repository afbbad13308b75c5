import type { AclAnswer } from '../../../kafka/read-only/answers.ts';
import { aclWord } from '../acl-words.ts';

/** Operations that brokers let whoever may do another one (AclAuthorizer and StandardAuthorizer). */
const IMPLIED_BY: Readonly<Record<string, readonly string[]>> = {
  describe: ['describe', 'read', 'write', 'delete', 'alter', 'all'],
  describeconfigs: ['describeconfigs', 'alterconfigs', 'all'],
};

const EVERYBODY = 'User:*';
const EVERY_NAME = '*';

interface Grant {
  readonly acl: AclAnswer;
  readonly operation: string;
  /** Place in the list. */
  readonly at: number;
}

/** Grants of one side by whom, what and which names they are about, so that thousands are not tried one by one. */
export class AclGrants {
  readonly #grants = new Map<string, Grant[]>();

  constructor(acls: readonly AclAnswer[]) {
    for (const [at, acl] of acls.entries()) {
      if (acl.permission !== 'allow') continue;
      const key = keyOf(acl.principal, acl.resourceType, isPrefixed(acl), acl.resourceName);
      const grant = { acl, operation: aclWord(acl.operation), at };
      const known = this.#grants.get(key);
      if (known === undefined) this.#grants.set(key, [grant]);
      else known.push(grant);
    }
  }

  /** The first by which a principal may do the same all the same; undefined where there is none. */
  covering(acl: AclAnswer): AclAnswer | undefined {
    if (acl.permission !== 'allow') return undefined;
    const { principal, resourceType, host } = acl;
    const wanted = aclWord(acl.operation);
    const enough = IMPLIED_BY[wanted] ?? [wanted, 'all'];
    const covering = [...new Set([principal, EVERYBODY])]
      .flatMap((who) => namesOver(acl).map(({ prefixed, name }) => keyOf(who, resourceType, prefixed, name)))
      .flatMap((key) => this.#grants.get(key) ?? [])
      .filter((grant) => (grant.acl.host === host || grant.acl.host === '*') && enough.includes(grant.operation));
    return covering.reduce<Grant | undefined>((first, one) => (first && first.at < one.at ? first : one), undefined)
      ?.acl;
  }
}

const isPrefixed = ({ patternType }: AclAnswer): boolean => aclWord(patternType) === 'prefixed';

const keyOf = (principal: string, resourceType: string, prefixed: boolean, name: string): string =>
  JSON.stringify([principal, aclWord(resourceType), prefixed, name]);

/** Every pattern that holds all that this one holds; that of every name is held by itself alone. */
function namesOver(acl: AclAnswer): readonly { readonly prefixed: boolean; readonly name: string }[] {
  const { resourceName: name } = acl;
  const every = { prefixed: false, name: EVERY_NAME };
  if (!isPrefixed(acl) && name === EVERY_NAME) return [every];
  const beginnings = Array.from({ length: name.length + 1 }, (_, end) => ({
    prefixed: true,
    name: name.slice(0, end),
  }));
  return [every, ...(isPrefixed(acl) ? [] : [{ prefixed: false, name }]), ...beginnings];
}
