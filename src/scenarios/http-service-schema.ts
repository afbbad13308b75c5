import { z } from 'zod';

const environmentName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, {
  error: 'is not the name of an environment variable',
});

/** A service that is asked over HTTP; secrets are names of environment variables. */
export const httpService = (example: string, token: string) =>
  z.strictObject({
    url: z
      .string()
      // A user name before the host, and a token in the query, would be written into plans and messages.
      .regex(/^https?:\/\/[^\s/@?#]+(\/[^\s@?#]*)?$/, {
        error: 'is not http(s)://host with nothing behind ? or # and without a user name in it',
      })
      .meta({ description: 'Address of its HTTP API', examples: [example] }),
    bearerTokenEnv: environmentName
      .optional()
      .meta({ description: 'Environment variable that holds a token', examples: [token] }),
    usernameEnv: environmentName.optional().meta({ description: 'Environment variable that holds the user name' }),
    passwordEnv: environmentName.optional().meta({ description: 'Environment variable that holds the password' }),
    caFile: z.string().min(1).optional().meta({ description: "Certificate authority to trust beside the system's" }),
  });

/** What a target's file says of a service that is asked over HTTP. */
export interface HttpServiceAddress {
  readonly url: string;
  readonly bearerTokenEnv?: string;
  readonly usernameEnv?: string;
  readonly passwordEnv?: string;
  readonly caFile?: string;
}
