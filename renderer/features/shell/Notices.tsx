import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { TopicPayload } from '../../../shared/contract';
import type { CheckState } from '../../../shared/model/common';
import { classNames } from '../../components/class-names';
import { StateSign } from '../../components/StateSign';
import { useTopic } from '../../ipc/hooks';
import styles from './Notices.module.css';

type News = TopicPayload<'engine.notice'>;
/** `times`: how often it was said since it was closed last. */
type Notice = News & { id: number; times: number };

const state: Record<News['level'], CheckState> = { info: 'warning', warning: 'warning', error: 'broken' };
const SHOWN_MS = 8000;
/** More than these at once is a wall; the oldest go. */
const AT_ONCE = 4;

/** Sentences from the engine: a helper was restarted, a file changed underneath. Information leaves by itself. */
export function Notices() {
  const queries = useQueryClient();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const count = useRef(0);

  useTopic('engine.notice', {}, (news) => {
    count.current += 1;
    const id = count.current;
    setNotices((now) => withNews(now, news, id));
    // After a restart or a change underneath, what is shown may be of before.
    if (news.level !== 'info') void queries.invalidateQueries();
  });

  const drop = (id: number) => setNotices((now) => now.filter((notice) => notice.id !== id));
  return (
    <div className={styles.notices}>
      {notices.map((notice) => (
        <NoticeBar key={notice.id} notice={notice} onDrop={() => drop(notice.id)} />
      ))}
    </div>
  );
}

/** What is said again takes its own place: a helper that is restarted ten times makes one notice. */
function withNews(now: readonly Notice[], news: News, id: number): readonly Notice[] {
  const before = now.find(({ sentence }) => sentence === news.sentence);
  const rest = now.filter((notice) => notice !== before);
  return [...rest, { ...news, id, times: (before?.times ?? 0) + 1 }].slice(-AT_ONCE);
}

function NoticeBar({ notice, onDrop }: { notice: Notice; onDrop: () => void }) {
  const { level, sentence, times } = notice;
  useEffect(() => {
    if (level !== 'info') return undefined;
    const timer = setTimeout(onDrop, SHOWN_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div role={level === 'error' ? 'alert' : 'status'} className={classNames(styles.notice, styles[level])}>
      <span className={styles.sign}>
        <StateSign state={state[level]} size={16} />
        <span className="visually-hidden">{level}</span>
      </span>
      <p className={styles.sentence}>
        {sentence}
        {times > 1 && <span className={styles.times}> {times} times</span>}
      </p>
      <button type="button" className={styles.close} aria-label="Close this notice" onClick={onDrop}>
        ×
      </button>
    </div>
  );
}
