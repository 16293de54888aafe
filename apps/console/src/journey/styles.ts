import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Drawer.css';
import '@mantine/core/styles/DataList.css';
import '@mantine/core/styles/Progress.css';
import '@mantine/core/styles/Divider.css';
import '@mantine/core/styles/Switch.css';
