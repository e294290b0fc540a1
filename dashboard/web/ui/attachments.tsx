/** Pictures, sound and video behind an alert, as the devices have sent them so far. */
import { useEffect } from 'preact/hooks';
import { api } from '../feed/api.ts';
import type { AlertDetail, Attachment } from '../feed/types.ts';
import { formatDateTime } from '../i18n/translate.ts';
import { attachments, loadAttachments } from '../state/attachments.ts';
import { t, word } from '../state/preferences.ts';

/** Files come minutes after their alarm: the panel looks again while it is open. */
const REFRESH_MS = 5_000;

export function Attachments({ alert }: { alert: AlertDetail }) {
  useEffect(() => {
    void loadAttachments(alert.alertId);
    const timer = setInterval(() => void loadAttachments(alert.alertId), REFRESH_MS);
    return () => clearInterval(timer);
  }, [alert.alertId]);
  const shown = attachments.value;
  if (shown === null || shown.alertId !== alert.alertId) return null;
  const { files, awaited, failed } = shown;
  if (files.length === 0 && awaited === 0 && failed === 0) return null;
  return (
    <section class="attachments" aria-label={t('attachments.heading')}>
      <h3>{t('attachments.heading')}</h3>
      {awaited > 0 && <p class="quiet small">{t('attachments.awaited', { count: awaited })}</p>}
      {failed > 0 && <p class="fault small">{t('attachments.failed', { count: failed })}</p>}
      <ul class="plain files">
        {files.map((file) => (
          <li key={`${file.hash}-${file.name}`}>
            <File alertId={alert.alertId} file={file} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function File({ alertId, file }: { alertId: string; file: Attachment }) {
  const address = api.attachmentAddress(alertId, file.hash);
  const { contentType, alarm } = file;
  const label = `${word('media', file.media)} · ${sizeText(file.sizeBytes)}`;
  return (
    <figure>
      {contentType.startsWith('image/') && (
        <a href={address} target="_blank" rel="noreferrer">
          <img src={address} alt={label} loading="lazy" />
        </a>
      )}
      {/* biome-ignore lint/a11y/useMediaCaption: what a device records has no captions */}
      {contentType.startsWith('audio/') && <audio src={address} controls preload="none" />}
      {/* biome-ignore lint/a11y/useMediaCaption: what a device records has no captions */}
      {contentType === 'video/mp4' && <video src={address} controls preload="metadata" />}
      <figcaption>
        <a href={address} target="_blank" rel="noreferrer">
          {label}
        </a>{' '}
        <span class="quiet">
          {alarm.timeMs !== null && <time>{formatDateTime(alarm.timeMs)}</time>}
          {file.channel !== null && ` · ${t('attachments.channel', { channel: file.channel })}`}
        </span>
        <span class="quiet name">{file.name}</span>
      </figcaption>
    </figure>
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
