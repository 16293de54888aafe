import Fastify from 'fastify';
import { sendSecurityHeaders } from './security-headers';

describe('the security policy', () => {
  const policyOf = async (url: string) => {
    const fastify = Fastify();
    sendSecurityHeaders(fastify);
    const { headers } = await fastify.inject({ method: 'GET', url });
    return String(headers['content-security-policy']);
  };

  it.each(['/', '/?from=mail', '/assets/index-abc.js'])(
    'lets the page at %s run scripts from here alone, and nothing inline',
    async (url) => {
      expect(await policyOf(url)).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(await policyOf(url)).toContain("connect-src 'self'");
      expect(await policyOf(url)).toContain("frame-ancestors 'none'");
    },
  );

  it.each(['/v1/orders', '/assets', '/index.html', '//', '/health/live'])('lets a browser run nothing of %s', async (url) => {
    expect(await policyOf(url)).toBe("default-src 'none'; frame-ancestors 'none'");
  });
});
