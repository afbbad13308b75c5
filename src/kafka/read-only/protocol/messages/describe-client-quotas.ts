import { api } from '../api.ts';
import { bool, float64, int8, int16, int32, nullable, string } from '../fields.ts';
import { array } from '../structs.ts';

export const describeClientQuotas = api({
  key: 48,
  name: 'DescribeClientQuotas',
  versions: [0, 1],
  flexibleFrom: 1,
  request: {
    components: array({
      entityType: string(),
      matchType: int8(),
      match: nullable(string(), '0+'),
    }),
    strict: bool(),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullable(string(), '0+'),
    entries: nullable(
      array({
        entity: array({
          entityType: string(),
          entityName: nullable(string(), '0+'),
        }),
        values: array({
          key: string(),
          value: float64(),
        }),
      }),
      '0+',
    ),
  },
});
