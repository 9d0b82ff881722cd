import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOutsideLink } from '../../outside-links'
import { useTimeWords } from '../../ui/time-words'
import { findLinks } from './text-links'

/** A longer text is folded until the owner asks for all of it. */
const foldedLength = 2_000

/** The words of a message: never more than text, with its web addresses as links that the desk opens. */
export function MessageText({ text }: { text: string }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const openOutside = useOutsideLink()
  const [whole, setWhole] = useState(false)
  const folded = text.length > foldedLength && !whole
  const parts = useMemo(() => findLinks(folded ? `${startOf(text)}…` : text), [text, folded])

  return (
    <>
      {parts.map((part, index) =>
        part.kind === 'link' ? (
          <button key={index} type="button" role="link" className="link" dir="ltr" onClick={() => openOutside(part.url)}>
            {part.text}
          </button>
        ) : (
          part.text
        ),
      )}
      {folded && (
        <button type="button" className="fold" aria-expanded={false} onClick={() => setWhole(true)}>
          {t('page.message.showAll', { length: words.number(text.length) })}
        </button>
      )}
    </>
  )
}

/** The first part of a text, which splits no sign in two. */
function startOf(text: string): string {
  return text.slice(0, foldedLength).replace(/[\uD800-\uDBFF]$/, '')
}
