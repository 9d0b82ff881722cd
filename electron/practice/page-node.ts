import type { GraphContext } from './graph-nodes'
import type { GraphNode } from './graph-fields'
import { pictureSize } from './drawn-picture'
import { formatPlatformTime } from './platform-time'

const dataAccessMs = 90 * 24 * 3_600_000

/** The Page; its picture is an attachment with the Page's id. Its fields and their names: Graph API spec (Page.json), 2026-03-26. */
export function pageNode({ shop, attachmentAddress }: GraphContext): GraphNode {
  const { temporaryStatus, displayedResponseTime } = shop.account.conditions()
  const unread = shop.conversations().filter((conversation) => conversation.unreadCount > 0)
  return {
    type: 'Page',
    values: {
      id: shop.pageId,
      name: shop.pageName,
      category: shop.pageCategory,
      link: `https://www.facebook.com/${shop.pageId}`,
      unread_message_count: unread.length,
      displayed_message_response_time: displayedResponseTime ?? undefined,
      hours: undefined,
      picture: { data: { height: pictureSize.height, is_silhouette: false, url: attachmentAddress(shop.pageId), width: pictureSize.width } },
      temporary_status: temporaryStatus ?? undefined,
      // By its name the end of data access, 90 days after the person was last seen; its form was never seen.
      user_access_expire_time: formatPlatformTime(shop.clock.now() + dataAccessMs),
    },
    edges: {},
    defaults: ['id', 'name'],
  }
}

/** A Page as `/me/accounts` lists it, with its token (copy of Meta's sample). */
export function accountNode(context: GraphContext): GraphNode {
  const { shop } = context
  const page = pageNode(context)
  return {
    ...page,
    values: {
      ...page.values,
      access_token: shop.token,
      category_list: [{ id: '2201', name: shop.pageCategory }],
      tasks: shop.account.conditions().tasks,
    },
    defaults: ['access_token', 'category', 'category_list', 'name', 'id', 'tasks'],
  }
}
