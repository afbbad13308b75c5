export function withCompileCache(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
