import { api } from '../api.ts';
import { bool, int8, int16, int32, nullable, string } from '../fields.ts';
import { array } from '../structs.ts';

export const describeConfigs = api({
  key: 32,
  name: 'DescribeConfigs',
  versions: [1, 4],
  flexibleFrom: 4,
  request: {
    resources: array({
      resourceType: int8(),
      resourceName: string(),
      configurationKeys: nullable(array(string()), '0+'),
    }),
    includeSynonyms: bool(),
    includeDocumentation: bool('3+'),
  },
  response: {
    throttleTimeMs: int32(),
    results: array({
      errorCode: int16(),
      errorMessage: nullable(string(), '0+'),
      resourceType: int8(),
      resourceName: string(),
      configs: array({
        name: string(),
        value: nullable(string(), '0+'),
        readOnly: bool(),
        configSource: int8('0+', -1),
        isSensitive: bool(),
        synonyms: array({
          name: string(),
          value: nullable(string(), '0+'),
          source: int8(),
        }),
        configType: int8('3+'),
        documentation: nullable(string('3+'), '0+'),
      }),
    }),
  },
});
