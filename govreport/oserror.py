"""What the operating system says went wrong, in both languages."""

from __future__ import annotations

import errno

from govreport.text import Text

__all__ = ["why"]

_CHINESE = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一级不是文件夹",
    errno.EEXIST: "文件已存在",
    errno.ENOSPC: "磁盘已满",
    getattr(errno, "EDQUOT", -1): "磁盘配额已用完",
    errno.EROFS: "磁盘只读",
    errno.ENAMETOOLONG: "文件名过长",
    errno.ELOOP: "链接循环",
    errno.EMFILE: "打开的文件过多",
    errno.EIO: "磁盘读写出错",
    errno.EINVAL: "文件名或参数无效",
}


def why(error: OSError) -> Text:
    """Return the reason of an error, without the path.

    Arguments:
        error: an error of the operating system; a reason not known in Chinese stays English.
    """
    english = error.strerror or str(error)
    return Text(_CHINESE.get(error.errno or 0, english), english)
