import { api } from '../api.ts';
import { int16, int32, string } from '../fields.ts';
import { array } from '../structs.ts';

export const listGroups = api({
  key: 16,
  name: 'ListGroups',
  versions: [0, 5],
  flexibleFrom: 3,
  request: {
    statesFilter: array(string(), '4+'),
    typesFilter: array(string(), '5+'),
  },
  response: {
    throttleTimeMs: int32('1+'),
    errorCode: int16(),
    groups: array({
      groupId: string(),
      protocolType: string(),
      groupState: string('4+'),
      groupType: string('5+'),
    }),
  },
});
