import './calls';
import './phone';
import './resume';
import './tabs';
