import pg from 'pg';

const ISO_DATE = 1082;
const NUMERIC_ARRAY = 1231;
const TEXT_ARRAY: number = 1009;

const asWritten = (text: string): string => text;
const textArray = pg.types.getTypeParser(TEXT_ARRAY);

/**
 * How values come back, on both engines: bigint and numeric are text, a date is `YYYY-MM-DD` (the driver would make it
 * a Date at local midnight), numeric[] an array of text (the driver would make it floats).
 */
export const TYPES: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === ISO_DATE) return asWritten;
    if (oid === NUMERIC_ARRAY) return textArray;
    return pg.types.getTypeParser(oid, format ?? 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};
