import type { DiffSide, InventoryDiff } from '../../inventory/diff/types.ts';
import { rate } from '../../judge/format.ts';
import { utcMinute } from '../format.ts';
import { folded } from './folded.ts';

/** The answer in one sentence: how many differences there are, from the worst on. */
export function diffSentence(diff: InventoryDiff): string {
  const rows = folded(diff.rows);
  const counts = diff.levels.flatMap(({ impact, title }) => {
    const count = rows.filter((row) => row.impact === impact).length;
    return count === 0 ? [] : [`${title.charAt(0).toLowerCase()}${title.slice(1)} (${rate(count)})`];
  });
  const open = diff.notCompared.some(({ reason }) => reason !== 'not-asked')
    ? '; not everything could be compared'
    : '';
  if (counts.length === 0)
    return `No difference was found in what was compared of ${diff.a.name} and ${diff.b.name}${open}.`;
  const noun = rows.length === 1 ? 'difference' : 'differences';
  return `${rate(rows.length)} ${noun} from ${diff.a.name} to ${diff.b.name}: ${counts.join(', ')}${open}.`;
}

/** `A: prod (apache-kafka, 4.1, cluster abc), scanned 2026-11-21 10:00 UTC`. */
export function sideLine(
  letter: 'A' | 'B',
  { name, platform, release, clusterId, scannedAt, environment }: DiffSide,
): string {
  const facts = [platform, release, clusterId === null ? null : `cluster ${clusterId}`, environment];
  return `${letter}: ${name} (${facts.filter((fact) => fact !== null).join(', ')}), scanned ${utcMinute(scannedAt)}`;
}

/** Which replicator is meant, and how it names topics; null where none is. */
export function replicatorLine({ replicator }: InventoryDiff): string | null {
  if (replicator === null) return null;
  const { name, version, policy, sourceAlias } = replicator;
  return `Replicator: ${name} ${version} with its defaults, policy ${policy}${sourceAlias === null ? '' : `, source alias ${sourceAlias}`}`;
}
