import { api } from '../api.ts';
import { int8, int16, int32, nullable, string } from '../fields.ts';
import { array } from '../structs.ts';

export const describeUserScramCredentials = api({
  key: 50,
  name: 'DescribeUserScramCredentials',
  versions: [0, 0],
  flexibleFrom: 0,
  request: {
    users: nullable(
      array({
        name: string(),
      }),
      '0+',
    ),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullable(string(), '0+'),
    results: array({
      user: string(),
      errorCode: int16(),
      errorMessage: nullable(string(), '0+'),
      credentialInfos: array({
        mechanism: int8(),
        iterations: int32(),
      }),
    }),
  },
});
