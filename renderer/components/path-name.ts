/** "Chat" for a site's root application, "Chat/api" for one below. */
export function pathName(site: string, application: string): string {
  return application === '/' ? site : `${site}${application}`;
}
