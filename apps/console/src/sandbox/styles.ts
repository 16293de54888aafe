import '@mantine/core/styles/Switch.css';
import './panel.css';
