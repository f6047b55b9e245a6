import { z } from 'zod';

/** The ERP's answers, as `erp-api.openapi.json` describes them. Anything else is nonsense and taken as "down". */
const text = (max: number) => z.string().max(max).transform((value) => value.replaceAll('\u0000', ''));
const pageUrl = z.url({ protocol: /^https?$/ }).max(2_000);

export const erpCustomer = z.object({
  id: text(200).refine((value) => value !== ''),
  /** Must be the franchise that was asked for; the desk refuses others. */
  franchise: z.string(),
  name: text(500),
  numbers: z.array(z.object({ number: text(100), label: text(100).nullable().optional() })).max(50),
  pageUrl: pageUrl.nullable().optional(),
  note: text(20_000).optional(),
});
export type ErpCustomer = z.infer<typeof erpCustomer>;

export const erpCustomers = z.object({ customers: z.array(erpCustomer).max(200), total: z.number().int().min(0).optional() });
/** As it is read: each customer by itself, so that one who is not as agreed does not hide the others. */
export const erpListed = z.object({ customers: z.array(z.unknown()).max(200), total: z.number().int().min(0).optional() });
export const erpAbout = z.object({ api: z.literal('vox-desk-erp'), version: z.literal(1), creationUrl: pageUrl.nullable() });
export const erpSaved = z.object({ saveId: z.string(), recorded: z.boolean() });
