export { startPostgres, type LocalPostgres as TestServer } from '../../../desk/bench/local-postgres';
