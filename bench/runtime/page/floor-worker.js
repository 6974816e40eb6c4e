self.addEventListener('message', () => self.postMessage(''));
