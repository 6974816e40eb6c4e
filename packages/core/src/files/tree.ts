/** A folder in the shape WebContainers use: each name leads to a file or to another folder. */
export interface FileSystemTree {
  [name: string]: FileNode | DirectoryNode;
}

export interface FileNode {
  file: {contents: string | Uint8Array};
}

export interface DirectoryNode {
  directory: FileSystemTree;
}
