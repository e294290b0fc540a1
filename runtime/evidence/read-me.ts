/**
 * What a bundle says to whoever opens it. A text that was in use stays here as it was: it is a part of what was sealed with
 * it, and measured like any other.
 */
const FIRST = `Tizheng 体征 · evidence bundle 证据包

This file is a ZIP of stored entries. manifest.json names every part with its SHA-256 and a chain over all of
them; signature.json holds the SHA-256 of manifest.json and the installation's Ed25519 signature over its bytes.
本文件为未压缩 ZIP。manifest.json 列出各部分的 SHA-256 及其链；signature.json 为 manifest.json 的 SHA-256 与本平台的 Ed25519 签名。

Check it without the platform 离线校验:
  npm run -s evidence -- verify FILE --key PUBLIC_KEY

points*.csv        reports in order of event time; times in ms since 1970 UTC, positions in 1e-7 degrees WGS-84,
                   speed in 0.1 km/h, mileage in 0.1 km, empty = no value 位置点
frames*.jsonl      raw bytes of each report by partition and offset of the log reports.v1 原始报文
transitions.jsonl  every state of the alert as rules wrote it 预警全过程
rule.json          rule, version, parameters used, clause, explanation 规则、版本、参数、依据、说明
actions.jsonl      what people asked to be done about it 人员处置
attachments/       files of devices, named by their SHA-256 附件
personal.json      who it is about, as far as whoever asked is cleared 人员与车辆信息（按权限）

subject, device, driver: keyed pseudonyms of 64 bits 假名标识
`;

const HANDLING = 'actions.jsonl      what people asked to be done about it 人员处置\n';
const STEPS =
  'steps.jsonl        what was done by itself: warnings spoken, confirmations, notices, reaction 自动处置步骤\n';

export const READ_ME = FIRST.replace(HANDLING, HANDLING + STEPS);
/** Newest first. */
export const READ_MES = [READ_ME, FIRST] as const;
