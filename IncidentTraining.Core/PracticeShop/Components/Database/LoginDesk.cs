using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>
/// Where the project's pooler checks logins, one at a time. The login of a client that gives up stays in the queue: it is checked for no
/// one, and those behind it wait as long.
/// </summary>
/// <param name="kernel">The clock.</param>
/// <param name="each">Time that one check takes, in microseconds.</param>
sealed class LoginDesk(Kernel kernel, long each)
{
    /// <summary>The longest wait; a login that would wait longer is rejected on arrival.</summary>
    const long Longest = 25 * Kernel.Second;

    long _freeAt;

    /// <summary>Time until all waiting logins are checked, in microseconds.</summary>
    public long Wait => Math.Max(0, _freeAt - kernel.Now);

    /// <summary>A login comes.</summary>
    /// <returns>Time until it is checked, in microseconds.</returns>
    public long Enter()
    {
        if (Wait >= Longest)
            return long.MaxValue;
        _freeAt = kernel.Now + Wait + each;
        return Wait;
    }
}
