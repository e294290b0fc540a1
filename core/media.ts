/**
 * Files that devices hold as evidence (报警附件, 多媒体数据): asked for, stored, given up (topic
 * `media.v1`). The file lies in the media store under its hash; the record is what links it.
 */
import type { SubjectKey } from './identity.ts';

/** 64 lower-case hex digits: SHA-256 of a file's content, and its name in the media store. */
export type ContentHash = string & { readonly __brand: 'ContentHash' };

export function isContentHash(text: string): text is ContentHash {
  return /^[0-9a-f]{64}$/.test(text);
}

/** What a file is, as its device says: 文件类型 of T/JSATL 12, 多媒体类型 of JT/T 808. */
export const MEDIA_KINDS = ['picture', 'sound', 'video', 'text', 'other'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** What a file is by its own first bytes; the only types a browser is ever told. */
export const CONTENT_TYPES = [
  'application/octet-stream',
  'image/jpeg',
  'image/png',
  'image/bmp',
  'audio/wav',
  'audio/mpeg',
  'video/mp4',
  'video/h264',
] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

/** A file that a device sent, as the log tells of it. */
export interface DeviceFile {
  subjectKey: SubjectKey;
  hash: ContentHash;
  /** As the device calls it. */
  name: string;
  media: MediaKind;
  contentType: ContentType;
  sizeBytes: number;
  /** Camera or microphone; null = not told. */
  channel: number | null;
  alarm: MediaAlarm;
  storedMs: number;
}

/** End of the name under which a file of each type is saved. */
export const FILE_EXTENSIONS: Record<ContentType, string> = {
  'application/octet-stream': 'bin',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/bmp': 'bmp',
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
  'video/h264': 'h264',
};

/** Why a file never came. */
export const MEDIA_FAILURES = [
  /** Not complete when the request expired. */
  'expired',
  /** Announced larger than the bound. */
  'too-large',
  /** The device sent other bytes than it announced until nothing was gained any more. */
  'incomplete',
] as const;
export type MediaFailure = (typeof MEDIA_FAILURES)[number];

/** The alarm a file belongs to. */
export interface MediaAlarm {
  /** Device's time of the alarm; null = it gave no possible time. */
  timeMs: number | null;
  /** Item of 0x0200: 0x64–0x67, 0x70; 0 = no active-safety alarm. */
  itemId: number;
  /** Type within the item (JT/T 808 multimedia: event code 事件项编码). */
  type: number;
  /** 1, 2; 0 = the item has none. */
  level: number;
}

export type MediaStep =
  /** 0x9208 is about to be sent. */
  | {
      kind: 'asked';
      alarmNo: string;
      /** Alarm identifier as in the item, 16, 32, 38, 39 or 40 bytes. */
      identifier: Uint8Array;
      /** Files the device says it has. */
      announced: number;
      expiresAtMs: number;
    }
  /** The file is in the media store; its device may delete it. */
  | {
      kind: 'stored';
      /** Empty = not asked for: an upload of 0x0801. */
      alarmNo: string;
      /** As the device calls it; for people only, never a path. */
      name: string;
      media: MediaKind;
      sizeBytes: number;
      hash: ContentHash;
      contentType: ContentType;
      /** Camera or microphone; null = not told. */
      channel: number | null;
    }
  /** Given up; `name` empty = whatever of the alarm was still missing. */
  | { kind: 'failed'; alarmNo: string; name: string; reason: MediaFailure };

export interface MediaEvent {
  subjectKey: SubjectKey;
  deviceKey: SubjectKey;
  atMs: number;
  /** The process that asked; after a restart it goes on with its own requests. */
  gateway: string;
  alarm: MediaAlarm;
  step: MediaStep;
}
