/** By which reading of names and numbers a customer is found; a desk that reads better goes over those of before. */
export const readings = {
  name: '021-readings',
  statements: ['alter table customers add column reading integer not null default 0'],
} as const;
