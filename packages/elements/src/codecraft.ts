/*
 * The one file for a page: <script type="module" src="…/codecraft.js"></script>. It registers the elements a page
 * writes itself and sets nothing global; what they show is loaded when they show it.
 */
import './projects/projects.js';
import './sign-in/sign-in.js';
import './workspace/workspace.js';
