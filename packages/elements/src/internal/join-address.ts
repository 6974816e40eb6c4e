/** The address that lets in whoever has it: this page, with the project and the link's secret after the `#`. */
export function joinAddress(projectId: string, token: string): string {
  const address = new URL(location.href);
  address.hash = `join=${projectId}.${token}`;
  return address.href;
}
