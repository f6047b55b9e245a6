export { SESSION_LIMITS as LIMITS } from '../../contracts/platform-limits';
