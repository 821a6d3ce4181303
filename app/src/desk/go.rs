/// Goes to another page of the desk without a load.
pub fn use_go() -> impl Fn(&str) + Clone + 'static {
    #[cfg(feature = "hydrate")]
    let navigate = leptos_router::hooks::use_navigate();
    move |address| {
        #[cfg(feature = "hydrate")]
        {
            crate::browser::moves::leave_for(address);
            navigate(address, leptos_router::NavigateOptions::default());
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = address;
    }
}
