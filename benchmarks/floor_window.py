"""The floor of start and memory: a bare PySide6 window with a list, an editor and two bars."""

from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow, QPlainTextEdit, QSplitter


def main() -> None:
    app = QApplication([])
    window = QMainWindow()
    splitter = QSplitter()
    teams = QListWidget()
    teams.addItems([f"Osasto {number}" for number in range(50)])
    splitter.addWidget(teams)
    splitter.addWidget(QPlainTextEdit("\n".join("Sovittiin ja kirjattiin." for _ in range(60))))
    window.setCentralWidget(splitter)
    window.menuBar().addMenu("File")
    window.statusBar().showMessage("Ready")
    window.resize(1000, 700)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
