import { AWS_CALLS } from '../src/cost-model/billing/aws/calls.ts';
import { markdownTable, withGeneratedPart } from './generated-part.ts';

/** The page on AWS's permissions with its table of calls renewed. */
export function withAwsCalls(page: string): string {
  const rows = Object.entries(AWS_CALLS).map(([call, what]) => [`\`${call}\``, what]);
  return withGeneratedPart(
    page,
    'src/cost-model/billing/aws/calls.ts',
    markdownTable([['permission', 'what for'], ...rows]),
  );
}
