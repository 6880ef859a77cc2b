namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>The database connections that the API's instances share.</summary>
interface IConnectionPool
{
    /// <summary>A request waits for a connection; the flow continues it when it has one.</summary>
    void Acquire(long request);

    /// <summary>A request no longer waits.</summary>
    void Forget(long request);

    /// <summary>Gives a connection back at once; a broken one is closed.</summary>
    void Release(bool broken);

    /// <summary>Gives a connection back when the answer has been sent.</summary>
    void ReleaseAfterSending(bool broken);

    /// <summary>A request of an instance has ended without giving its connection back.</summary>
    void Leak(int instance);

    /// <summary>The process that had leaked connections has ended, and they with it.</summary>
    void ForgetLeaks(int instance);
}
