import type { Translate } from '../../../shared/locales/translator'

/** What a token needs, and what each is for (Conversations API guide, 2026-02-11; the last two to list a person's Pages). */
const permissions = ['pages_messaging', 'pages_manage_metadata', 'pages_read_engagement', 'pages_show_list', 'business_management'] as const

export type GuideSection = { title: string; kind: 'steps' | 'points'; lines: string[] }
export type Guide = { title: string; purpose: string; sections: GuideSection[] }

/** The words for somebody who makes the Page's token for the owner: a system user's, or the Messenger settings page's. */
export function setUpGuide(t: Translate): Guide {
  return {
    title: t('page.setUp.title'),
    purpose: t('page.setUp.purpose'),
    sections: [
      { title: t('page.setUp.need'), kind: 'points', lines: [t('page.setUp.needRole'), t('page.setUp.needApp')] },
      {
        title: t('page.setUp.permissions'),
        kind: 'points',
        lines: permissions.map((permission) => t('page.setUp.permissionLine', { permission, purpose: t(`page.setUp.permission.${permission}`) })),
      },
      {
        title: t('page.setUp.systemUser'),
        kind: 'steps',
        lines: [t('page.setUp.systemUser1'), t('page.setUp.systemUser2'), t('page.setUp.systemUser3'), t('page.setUp.systemUser4'), t('page.setUp.systemUser5')],
      },
      {
        title: t('page.setUp.messenger'),
        kind: 'steps',
        lines: [t('page.setUp.messenger1'), t('page.setUp.messenger2'), t('page.setUp.messenger3'), t('page.setUp.messenger4')],
      },
      { title: t('page.setUp.live'), kind: 'points', lines: [t('page.setUp.live1'), t('page.setUp.live2'), t('page.setUp.live3')] },
      { title: t('page.setUp.hand'), kind: 'points', lines: [t('page.setUp.hand1'), t('page.setUp.hand2')] },
    ],
  }
}

/** The guide as plain text, to be sent. */
export function guideAsText({ title, purpose, sections }: Guide): string {
  const parts = sections.map(({ title: heading, kind, lines }) =>
    [heading, ...lines.map((line, index) => `${kind === 'steps' ? `${index + 1}.` : '-'} ${line}`)].join('\n'),
  )
  return `${[title, purpose, ...parts].join('\n\n')}\n`
}
