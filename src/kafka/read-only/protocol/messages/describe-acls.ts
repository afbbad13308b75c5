import { api } from '../api.ts';
import { int8, int16, int32, nullable, string } from '../fields.ts';
import { array } from '../structs.ts';

export const describeAcls = api({
  key: 29,
  name: 'DescribeAcls',
  versions: [1, 3],
  flexibleFrom: 2,
  request: {
    resourceTypeFilter: int8(),
    resourceNameFilter: nullable(string(), '0+'),
    patternTypeFilter: int8('0+', 3),
    principalFilter: nullable(string(), '0+'),
    hostFilter: nullable(string(), '0+'),
    operation: int8(),
    permissionType: int8(),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullable(string(), '0+'),
    resources: array({
      resourceType: int8(),
      resourceName: string(),
      patternType: int8('0+', 3),
      acls: array({
        principal: string(),
        host: string(),
        operation: int8(),
        permissionType: int8(),
      }),
    }),
  },
});
