"""What interceptors reach: flight times to every place, and when each threat could be met."""

from opendome.interception.reach import KERNELS, flyouts, reach

__all__ = ["KERNELS", "flyouts", "reach"]
