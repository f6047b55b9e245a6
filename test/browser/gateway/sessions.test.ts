import './connect';
import './sign-in';
import './statuses';
import './trust';
