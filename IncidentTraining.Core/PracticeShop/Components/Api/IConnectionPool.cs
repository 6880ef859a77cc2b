namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>The database connections that the API's instances share.</summary>
interface IConnectionPool
{
    /// <summary>A request waits for a connection; the flow continues it when it has one.</summary>
    void Acquire(long request);

    /// <summary>A request has stopped waiting.</summary>
    void Forget(long request);

    /// <summary>Returns a connection at once; a broken one is closed.</summary>
    void Release(bool broken);

    /// <summary>Returns a connection when the response has been sent.</summary>
    void ReleaseAfterSending(bool broken);

    /// <summary>A request of an instance has ended without returning its connection.</summary>
    void Leak(int instance);

    /// <summary>A process that had leaked connections has ended, which closes them.</summary>
    void ForgetLeaks(int instance);
}
