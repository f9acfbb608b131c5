"""The product's names and version, for the window, the reports and the installer."""

APP_NAME = "Twinkey"
APP_NAME_ZH = "双遍录入"
APP_ID = "twinkey"
__version__ = "0.1.0"
