import { api } from '../api.ts';
import { bool, bytes, int16, int32, nullable, string } from '../fields.ts';
import { array } from '../structs.ts';

export const describeGroups = api({
  key: 15,
  name: 'DescribeGroups',
  versions: [0, 6],
  flexibleFrom: 5,
  request: {
    groups: array(string()),
    includeAuthorizedOperations: bool('3+'),
  },
  response: {
    throttleTimeMs: int32('1+'),
    groups: array({
      errorCode: int16(),
      errorMessage: nullable(string('6+'), '6+'),
      groupId: string(),
      groupState: string(),
      protocolType: string(),
      protocolData: string(),
      members: array({
        memberId: string(),
        groupInstanceId: nullable(string('4+'), '4+'),
        clientId: string(),
        clientHost: string(),
        memberMetadata: bytes(),
        memberAssignment: bytes(),
      }),
      authorizedOperations: int32('3+', -2147483648),
    }),
  },
});
