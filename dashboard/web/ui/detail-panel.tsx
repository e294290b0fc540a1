/** One alert with what it rests on: words, figures, rule and clause, track, speed, raw bytes, and who did what. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { api } from '../feed/api.ts';
import type { AlertDetail } from '../feed/types.ts';
import { formatDateTime, formatTime } from '../i18n/translate.ts';
import { needs } from '../state/account.ts';
import { coded, life } from '../state/alert-life.ts';
import {
  detail,
  detailFault,
  dialog,
  evidenceShown,
  loadDetail,
  phoneTab,
  track,
} from '../state/detail.ts';
import { roster, rosterVersion, selectAlert } from '../state/duty-room.ts';
import { language, measure, t, typeName, word } from '../state/preferences.ts';
import { openSealsOf } from '../state/seals.ts';
import { Axes, Marks } from './alert-list.tsx';
import { LoopSection } from './alerts/loop-section.tsx';
import { Actions, Repeats, Standing, Timeline } from './alerts/work-section.tsx';
import { Attachments } from './attachments.tsx';
import { Fact } from './fact.tsx';
import { EVIDENCE_SECTION_ID } from './keys.ts';
import { showEvidence } from './map-view.tsx';
import { PlateBadge, SeverityMark } from './marks.tsx';
import { SpeedChart } from './speed-chart.tsx';

export function DetailPanel() {
  const alert = detail.value;
  return (
    <aside class="detail-pane" aria-label={t('detail.heading')}>
      <header>
        <h2>{alert ? typeName(alert.type) : t('detail.heading')}</h2>
        <button type="button" aria-label={t('detail.close')} onClick={() => selectAlert(null)}>
          ×
        </button>
      </header>
      {detailFault.value !== null && (
        <p class="fault" role="alert">
          {t('detail.failed', { reason: detailFault.value })}{' '}
          <button type="button" onClick={() => void loadDetail()}>
            {t('detail.retry')}
          </button>
        </p>
      )}
      {!alert && detailFault.value === null && <p class="quiet">{t('detail.loading')}</p>}
      {alert && <Detail alert={alert} />}
    </aside>
  );
}

function Detail({ alert }: { alert: AlertDetail }) {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    top.current?.parentElement?.scrollTo(0, 0);
  }, [alert.alertId]);
  rosterVersion.value;
  const vehicle = roster.get(alert.handle);
  return (
    <div class="detail" ref={top}>
      <p class="line">
        <SeverityMark severity={alert.severity} />
        <span class={`severity-word ${alert.severity}`}>
          {alert.priority ?? ''} {word('severity', alert.severity)}
        </span>
        <PlateBadge plate={alert.plate} colour={vehicle?.plateColour ?? 0} />
        <span>{word('class', alert.class)}</span>
      </p>
      <p class="line axes">
        <Axes row={alert} named />
        <Marks row={alert} />
      </p>
      <Actions alert={alert} />
      <Standing alert={alert} />
      <h3>{t('detail.explanation')}</h3>
      <p class="explanation">{alert.explanation[language.value]}</p>
      {alert.measured !== null && (
        <p class="figures">
          <span>
            {t('detail.measured')} <strong>{measure(alert.measured, alert.unit)}</strong>
          </span>
          <span>
            {t('detail.limit')} <strong>{measure(alert.limit, alert.unit)}</strong>
          </span>
        </p>
      )}
      <dl class="facts">
        <Fact label={t('detail.openedAt')}>{formatDateTime(alert.openedAtMs)}</Fact>
        <Fact label={t('detail.raisedAt')}>{formatDateTime(alert.raisedAtMs)}</Fact>
        <Fact label={t('detail.closedAt')}>
          {alert.closedAtMs === null
            ? word('episode', alert.episode)
            : formatDateTime(alert.closedAtMs)}
        </Fact>
        <Fact label={t('detail.position')}>
          {alert.latitudeDeg === null || alert.longitudeDeg === null
            ? t('detail.unknown')
            : `${alert.latitudeDeg.toFixed(5)}° N ${alert.longitudeDeg.toFixed(5)}° E`}
        </Fact>
        <Fact label={t('detail.driver')}>{alert.driver ?? t('detail.unknown')}</Fact>
        {vehicle && <Fact label={t('detail.enterprise')}>{vehicle.enterprise}</Fact>}
        {vehicle && <Fact label={t('detail.region')}>{vehicle.regionCode}</Fact>}
        {alert.acknowledgedBy && (
          <Fact label={t('detail.acknowledgedBy')}>
            {alert.acknowledgedBy}
            {alert.acknowledgedAtMs === null ? '' : ` · ${formatTime(alert.acknowledgedAtMs)}`}
          </Fact>
        )}
        {alert.assignee && <Fact label={t('detail.assignee')}>{alert.assignee}</Fact>}
        {alert.disposition && (
          <Fact label={t('detail.disposition')}>
            {coded(life.value?.dispositions, alert.disposition)}
          </Fact>
        )}
        {alert.handedTo && (
          <Fact label={t('detail.handedTo')}>{coded(life.value?.receivers, alert.handedTo)}</Fact>
        )}
        <Fact label={t('detail.rule')}>
          <code>{alert.type}</code> · {t('detail.version', { version: alert.ruleVersion })}
        </Fact>
        <Fact label={t('detail.clause')}>{alert.clause || '—'}</Fact>
      </dl>
      <Repeats alert={alert} />
      <LoopSection alert={alert} />
      <Attachments alert={alert} />
      <Section heading={t('detail.speed')}>
        <SpeedChart alert={alert} track={track.value} />
        <p>
          <button
            type="button"
            onClick={() => {
              phoneTab.value = 'map';
              showEvidence();
            }}
          >
            {t('detail.showOnMap')}
          </button>
        </p>
      </Section>
      <Values heading={t('detail.params')} values={alert.params} />
      <Values heading={t('detail.facts')} values={alert.facts} />
      <Evidence alert={alert} />
      <Section heading={t('detail.log')}>
        <Timeline actions={alert.actions} />
      </Section>
    </div>
  );
}

function Evidence({ alert }: { alert: AlertDetail }) {
  return (
    <Section heading={t('detail.evidence')} id={EVIDENCE_SECTION_ID}>
      <p class="buttons">
        <a
          class="download"
          href={api.bundleAddress(alert.alertId)}
          download
          title={t('bundle.hint')}
        >
          {t('bundle.download')}
        </a>
        {alert.class !== 'endpoint' && (
          <button type="button" {...needs('seals.make')} onClick={() => void openSealsOf(alert)}>
            {t('seals.open')}
          </button>
        )}
      </p>
      <p class="quiet small">
        {alert.evidence.length === 0 ? t('detail.evidenceNone') : t('detail.evidenceHint')}
      </p>
      <ul class="plain evidence">
        {alert.evidence.map(({ partition, offset, eventTimeMs }) => (
          <li key={`${partition}-${offset}`}>
            <button
              type="button"
              class="link"
              onClick={() => {
                evidenceShown.value = { partition, offset };
                dialog.value = 'evidence';
              }}
            >
              <time>{formatTime(eventTimeMs)}</time> {t('detail.evidenceOf', { partition, offset })}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Values({ heading, values }: { heading: string; values: Record<string, unknown> }) {
  const entries = Object.entries(values);
  if (entries.length === 0) return null;
  return (
    <Section heading={heading}>
      <dl class="facts values">
        {entries.map(([name, value]) => (
          <Fact key={name} label={name}>
            {typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)}
          </Fact>
        ))}
      </dl>
    </Section>
  );
}

function Section(props: { heading: string; id?: string; children: ComponentChildren }) {
  return (
    <section id={props.id}>
      <h3>{props.heading}</h3>
      {props.children}
    </section>
  );
}
