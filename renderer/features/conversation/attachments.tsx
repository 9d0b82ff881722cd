import './attachments.css'
import { Download, File } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attachmentPath } from '../../../shared/attachment-address'
import type { Attachment, AttachmentKind, PageKey } from '../../../shared/model'
import { Icon } from '../../ui/icon'
import { useTimeWords } from '../../ui/time-words'
import { AttachmentCard } from './attachment-card'
import { attachmentIcons } from './attachment-icons'
import { boxOf } from './picture-box'
import { VoiceNote } from './voice-note'

type AttachmentsProps = {
  pageKey: PageKey
  messageId: string
  attachments: readonly Attachment[]
  /** "Photo from Claire, Monday 10:52" for a kind. */
  nameOf: (kind: AttachmentKind) => string
  onView: (address: string) => void
}

/** All that a message carries: its pictures together, then the rest. */
export function Attachments({ pageKey, messageId, attachments, nameOf, onView }: AttachmentsProps) {
  const pictures = attachments.filter((attachment) => attachment.kind === 'image')
  const others = attachments.filter((attachment) => attachment.kind !== 'image')
  const shown = (attachment: Attachment) => (
    <OneAttachment
      // What was not there before is tried again when it is.
      key={`${attachment.ordinal} ${attachment.content}`}
      attachment={attachment}
      address={attachmentPath(pageKey, messageId, attachment.ordinal)}
      name={nameOf(attachment.kind)}
      inGrid={pictures.length > 1}
      onView={onView}
    />
  )
  return (
    <>
      {pictures.length > 1 ? (
        <div className="pictures" data-columns={pictures.length === 2 || pictures.length === 4 ? 2 : 3}>
          {pictures.map(shown)}
        </div>
      ) : (
        pictures.map(shown)
      )}
      {others.map(shown)}
    </>
  )
}

type OneAttachmentProps = { attachment: Attachment; address: string; name: string; inGrid: boolean; onView: (address: string) => void }

function OneAttachment({ attachment, address, name, inGrid, onView }: OneAttachmentProps) {
  const { t } = useTranslation()
  const [failed, setFailed] = useState(false)
  const onFailed = () => setFailed(true)
  const { kind, content } = attachment

  if (kind === 'share' || kind === 'product' || kind === 'template' || kind === 'appointment') {
    return <AttachmentCard attachment={attachment} address={address} name={name} />
  }
  // What stands for media that was held back says why.
  if (kind === 'unsupported') return <Words kind={kind}>{attachment.title ?? t('page.attachments.unsupported')}</Words>
  if (content === 'gone' || content === 'too-large' || content === 'none') {
    return <Words kind={kind} name={attachment.name} state={content === 'none' ? null : t(`page.attachments.${content}`)} />
  }
  if (failed) return <Words kind={kind} name={attachment.name} state={t(`page.attachments.${content === 'kept' ? 'unreadable' : 'waiting'}`)} />
  if (kind === 'file') return <FileCard attachment={attachment} address={address} />
  if (kind === 'audio') return <VoiceNote address={address} name={name} onFailed={onFailed} />

  const box = inGrid ? undefined : boxOf(kind, attachment)
  if (kind === 'sticker') return <img className="sticker" src={address} alt={name} style={box} onError={onFailed} />
  if (kind === 'video') {
    return <video className="video" src={address} aria-label={name} style={box} controls preload="metadata" onError={onFailed} />
  }
  return (
    <button type="button" className="picture" style={box} onClick={() => onView(address)}>
      <img src={address} alt={name} loading="lazy" onError={onFailed} />
    </button>
  )
}

/** Something that is not shown: what it is, its name, and why. */
function Words({ kind, name = '', state = null, children }: { kind: AttachmentKind; name?: string; state?: string | null; children?: string }) {
  const { t } = useTranslation()
  return (
    <p className="bubble attached">
      <Icon of={attachmentIcons[kind]} size={18} />
      <span>
        {children === undefined ? t(`attachments.${kind}`) : <bdi>{children}</bdi>}
        {name !== '' && (
          <>
            {' '}
            <bdi className="attached-name">{name}</bdi>
          </>
        )}
        {state !== null && ` · ${state}`}
      </span>
    </p>
  )
}

function FileCard({ attachment, address }: { attachment: Attachment; address: string }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const name = attachment.name || t('attachments.file')
  return (
    <div className="bubble attached">
      <Icon of={File} size={18} />
      <span>
        <bdi>{name}</bdi>
        {attachment.sizeBytes !== null && <span className="attached-name"> · {words.size(attachment.sizeBytes)}</span>}
      </span>
      <a className="button line" href={address} download={name} aria-label={t('page.attachments.saveNamed', { name })}>
        <Icon of={Download} size={18} />
        {t('page.attachments.save')}
      </a>
    </div>
  )
}
