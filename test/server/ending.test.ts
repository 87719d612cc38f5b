import { endServers } from './lib/client';

// A test that failed leaves its server behind, which would keep the run from ending. At the root: after all suites.
after(endServers);
