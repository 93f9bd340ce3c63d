import type { Check } from '../../../shared/model/readiness';
import { SettingTable } from '../../components/SettingTable';

/** What a check read, beside what it should be; a fault's own row is coloured, the sentence says it in words. */
export function EvidenceTable({ check: { title, state, evidence } }: { check: Check }) {
  if (evidence.length === 0) return null;
  return (
    <SettingTable
      label={`What was read for ${title}`}
      rows={evidence.map(({ what, is, shouldBe, from, where }) => ({
        setting: what,
        is,
        shouldBe,
        from,
        where,
        ...(shouldBe !== undefined && shouldBe !== is && state !== 'good' ? { state } : {}),
      }))}
    />
  );
}
