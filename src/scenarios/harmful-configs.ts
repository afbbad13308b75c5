/** Why a topic config may not be set, and what to do instead. */
interface Refusal {
  readonly what: string;
  readonly todo: string;
}

interface HarmfulConfig {
  readonly key: RegExp;
  /** The only value that does no harm, if there is one. */
  readonly harmless: string | null;
  readonly refusal: Refusal;
}

/** Records that a setting deletes or refuses would be counted as lost or failed by the platform. */
const HARMFUL: readonly HarmfulConfig[] = [
  {
    key: /^cleanup\.policy$/,
    harmless: 'delete',
    refusal: {
      what: 'compacts, which is not built yet in this version of the workbench',
      todo: 'write delete, or remove it: records that compaction removes would be counted as lost',
    },
  },
  {
    key: /^retention\.bytes$/,
    harmless: '-1',
    refusal: {
      what: 'deletes records while the run still needs them',
      todo: 'remove it: they would be counted as lost; "retention" says how long the run keeps records',
    },
  },
  {
    key: /^message\.timestamp\.(before|after|difference)\.max\.ms$/,
    harmless: null,
    refusal: {
      what: 'makes brokers refuse records for their time',
      todo: 'remove it: records that wait for the platform would be counted as failed',
    },
  },
];

/** Topic configs that would harm the measuring, whatever the platform. */
export function harmfulConfigs(
  configs: Readonly<Record<string, string>>,
): readonly (Refusal & { readonly key: string })[] {
  return Object.entries(configs).flatMap(([key, value]) =>
    HARMFUL.filter((harmful) => harmful.key.test(key) && value.trim() !== harmful.harmless).map(({ refusal }) => ({
      ...refusal,
      key,
    })),
  );
}
