import { z } from 'zod';
import { oneOf } from './mistake.ts';
import { nearest } from './spelling.ts';

/** What is wrong with a cloud or region, as it follows the value, and what to do about it. */
export interface PlaceRefusal {
  readonly what: string;
  readonly todo: string;
}

/** Clouds that somebody may well ask for, by what they are called. */
const OTHER_CLOUDS: Readonly<Record<string, string>> = {
  gcp: 'Google Cloud',
  google: 'Google Cloud',
  'google-cloud': 'Google Cloud',
  azure: 'Microsoft Azure',
  microsoft: 'Microsoft Azure',
  oci: 'Oracle Cloud',
  oracle: 'Oracle Cloud',
  ibm: 'IBM Cloud',
  alibaba: 'Alibaba Cloud',
  aliyun: 'Alibaba Cloud',
  tencent: 'Tencent Cloud',
  hetzner: 'Hetzner',
  ovh: 'OVHcloud',
  digitalocean: 'DigitalOcean',
};

/** Why a cloud is not priced; null for the one that is. */
export function cloudRefusal(cloud: string): PlaceRefusal | null {
  const word = cloud.trim().toLowerCase();
  if (word === 'aws') return null;
  const name = OTHER_CLOUDS[word.replaceAll(/[ _]/g, '-')];
  const whatItIs = name === undefined ? 'which is no cloud that is known here' : `and ${name} is not priced`;
  return {
    what: `is "${cloud}", ${whatItIs}: only regions of AWS are so far`,
    todo: 'write aws to see what the workload would cost there',
  };
}

/** Why a region is not priced; null where a price book is of it. */
export function regionRefusal(region: string, withBooks: readonly string[]): PlaceRefusal | null {
  if (withBooks.includes(region)) return null;
  const near = nearest(region, withBooks);
  const todo = near === null ? `write ${oneOf(withBooks)}, or add a price book of it` : `did you mean "${near}"?`;
  return { what: `is "${region}", and there is no price book of that region`, todo };
}

/** The cloud whose prices apply, as files say it. */
export const pricedCloud = () =>
  z
    .string()
    .transform((text, context): 'aws' => {
      const refusal = cloudRefusal(text);
      if (refusal === null) return 'aws';
      context.addIssue({ code: 'custom', message: refusal.what, params: { todo: refusal.todo } });
      return z.NEVER;
    })
    .meta({ enum: ['aws'] });
