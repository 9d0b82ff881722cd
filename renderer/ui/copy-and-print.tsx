import './print.css'
import { Copy, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import { copyText } from './copy-text'

/** The two ways to take words away from the screen: `text` into the clipboard, and the page onto paper. */
export function CopyAndPrint({ text }: { text: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState<'copied' | 'refused' | null>(null)
  return (
    <div className="copy-and-print not-printed">
      <Button icon={Printer} onClick={() => window.print()}>
        {t('page.print.print')}
      </Button>
      <Button icon={Copy} onClick={() => void copyText(text).then((done) => setCopied(done ? 'copied' : 'refused'))}>
        {t('page.print.copy')}
      </Button>
      <span role="status">{copied && t(`page.print.${copied}`)}</span>
    </div>
  )
}
