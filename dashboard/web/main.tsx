import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import { App } from './ui/app.tsx';

const root = document.getElementById('app');
if (!root) throw new Error('The page has no place for the application.');
render(<App />, root);
