import { CalendarClock, CircleHelp, CirclePlay, File, Image, LayoutList, Link, Mic, ShoppingBag, Sticker, type LucideIcon } from 'lucide-react'
import type { AttachmentKind } from '../../../shared/model'

export const attachmentIcons: Record<AttachmentKind, LucideIcon> = {
  image: Image,
  video: CirclePlay,
  audio: Mic,
  sticker: Sticker,
  file: File,
  share: Link,
  product: ShoppingBag,
  template: LayoutList,
  appointment: CalendarClock,
  unsupported: CircleHelp,
}
