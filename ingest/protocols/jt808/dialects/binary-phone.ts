/*
 * Devices that write their identity into the phone field of old headers as a number: WORD and DWORD, big-endian, are an
 * IMEI without its check digit. Found by itself: nibbles above 9 are no digits, and the number begins like an IMEI.
 */

const NOT_DIGITS = /[a-f]/;
const IMEI_DIGITS = 15;
/** The bodies that give out IMEIs begin with these. */
const REPORTING_BODY = /^(3[035]|4[459]|5[0-4]|86|9[189])/;

/** The IMEI in a phone field of six bytes; null = the field holds digits, or the number is none. */
export function imeiOfPhone(phone: string): string | null {
  if (phone.length !== 12 || !NOT_DIGITS.test(phone)) return null;
  const digits = String(Number.parseInt(phone, 16));
  if (digits.length !== IMEI_DIGITS - 1 || !REPORTING_BODY.test(digits)) return null;
  return digits + luhnDigit(digits);
}

/** Check digit of ISO/IEC 7812-1. */
function luhnDigit(digits: string): number {
  let sum = 0;
  for (let k = 0; k < digits.length; k++) {
    const digit = Number(digits[digits.length - 1 - k]) * (k % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return (10 - (sum % 10)) % 10;
}
