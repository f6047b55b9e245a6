import { useEffect, useState } from 'preact/hooks';
import type { CallComment, ColleagueDraft } from '../../contracts/call-comments';
import { TEXT_LIMITS } from '../../contracts/text';
import type { Texts } from '../locale';
import type { CallerCard } from '../state';
import { Button } from './button';
import { TooLong } from './too-long';
import { useView } from './view-context';

/** Every text with its author, in the order in which the desk received them. */
export function CommentList({ comments, texts }: { comments: readonly CallComment[]; texts: Texts }) {
  if (comments.length === 0) return null;
  return <ul class="comments">{comments.map((comment) => <li key={comment.id}><CommentWords comment={comment} texts={texts} /></li>)}</ul>;
}

/** In «Звонки»: authors edit their own, supervisors hide any. */
export function CallComments({ callId, comments, onChanged }: { callId: string; comments: readonly CallComment[]; onChanged: () => void }) {
  if (comments.length === 0) return null;
  return <ul class="comments">{comments.map((comment) => <CallCommentRow key={comment.id} callId={callId} comment={comment} onChanged={onChanged} />)}</ul>;
}

interface RowProps { callId: string; comment: CallComment; onChanged: () => void }

function CallCommentRow({ callId, comment, onChanged }: RowProps) {
  const { state: { profile }, lists, texts } = useView();
  const { t } = texts;
  const [edited, setEdited] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const act = (doing: Promise<void>) => doing.then(() => { setFailed(false); setEdited(null); onChanged(); }, () => setFailed(true));
  const own = comment.author === profile?.operator && comment.hidden === null;
  return (
    <li>
      {edited === null
        ? <CommentWords comment={comment} texts={texts} />
        : <Edit text={edited} onText={setEdited} onSave={() => void act(lists.editComment(callId, comment.id, edited))} onCancel={() => setEdited(null)} />}
      {failed && <p class="not-found" role="alert">{t('comment.failed')}</p>}
      {edited === null && (own || profile?.supervisor === true) && (
        <div class="row-actions">
          {own && <Button small kind="quiet" onClick={() => setEdited(comment.text)}>{t('comment.edit')}</Button>}
          {profile?.supervisor === true && (
            <Button small kind="quiet" onClick={() => void act(lists.hideComment(callId, comment.id, comment.hidden === null))}>
              {t(comment.hidden === null ? 'comment.hide' : 'comment.unhide')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function Edit({ text, onText, onSave, onCancel }: { text: string; onText: (text: string) => void; onSave: () => void; onCancel: () => void }) {
  const { texts } = useView();
  const { t } = texts;
  const able = text.trim() !== '' && text.length <= TEXT_LIMITS.comment;
  return (
    <div class="comment-edit">
      <textarea aria-label={t('comment.label')} dir="auto" rows={3} value={text} onInput={(event) => onText(event.currentTarget.value)} />
      <TooLong text={text} limit={TEXT_LIMITS.comment} texts={texts} />
      <div class="row-actions">
        <Button small kind="primary" disabled={!able} onClick={onSave}>{t('action.save')}</Button>
        <Button small kind="quiet" onClick={onCancel}>{t('action.cancel')}</Button>
      </div>
    </div>
  );
}

/** On the card: what was written about this call before, and what a colleague who gave it away has not saved yet. */
export function EarlierComments({ card: { callId, journalled } }: { card: CallerCard }) {
  const { state: { desk }, lists, texts } = useView();
  const { t } = texts;
  const [told, setTold] = useState<{ comments: CallComment[]; drafts: ColleagueDraft[] }>({ comments: [], drafts: [] });
  useEffect(() => {
    if (!journalled || desk.link !== 'up') return undefined;
    let over = false;
    const ask = () => void lists.comments(callId).then((answer) => { if (!over) setTold(answer); }, () => undefined);
    ask();
    const stop = lists.onCall((call) => { if (call.callId === callId) ask(); });
    return () => { over = true; stop(); };
  }, [lists, callId, journalled, desk.link]);
  if (told.comments.length + told.drafts.length === 0) return null;
  return (
    <section class="earlier" aria-label={t('comment.earlier')}>
      <CommentList comments={told.comments} texts={texts} />
      {told.drafts.length > 0 && (
        <ul class="comments">
          {told.drafts.map(({ author, authorName, text }) => (
            <li key={author}><Words author={authorName} note={t('comment.unsaved')} text={text} texts={texts} /></li>
          ))}
        </ul>
      )}
    </section>
  );
}

function CommentWords({ comment, texts }: { comment: CallComment; texts: Texts }) {
  const { t } = texts;
  const note = comment.hidden !== null ? t('comment.hidden') : comment.editedAt !== null ? t('comment.edited') : '';
  return <Words author={comment.authorName} note={note} text={comment.text} texts={texts} />;
}

/** Longer ones are folded; the whole is one click away. */
const SHOWN_AT_ONCE = 140;

function Words({ author, note, text, texts: { t } }: { author: string; note: string; text: string; texts: Texts }) {
  const [open, setOpen] = useState(false);
  const long = text.length > SHOWN_AT_ONCE || text.trim().includes('\n');
  return (
    <div class="comment-words">
      <p><b dir="auto">{author}</b>{note !== '' && <small> · {note}</small>}</p>
      <p class={open || !long ? 'whole' : 'clip'} dir="auto">{text}</p>
      {long && <button type="button" class="fold" aria-expanded={open} onClick={() => setOpen(!open)}>{t(open ? 'comment.less' : 'comment.more')}</button>}
    </div>
  );
}
