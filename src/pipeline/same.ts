/** Prints data with sorted fields: jsonb keeps no order, so equal data must print equally. */
const canonical = (data: unknown): string =>
  JSON.stringify(data, (_, field: unknown) =>
    field !== null && typeof field === 'object' && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );

/** Whether two values are equal as data, whatever the order of their fields. */
export const sameData = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
